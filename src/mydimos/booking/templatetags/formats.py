"""Times and lengths of time in mails, as pages write them: `{% load formats %}`."""

from django import template

from mydimos import formats

register = template.Library()
register.filter("when", formats.when)
register.filter("until", formats.until)
register.filter("clock", formats.clock)
register.filter("length_of_time", formats.length)
