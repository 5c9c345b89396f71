"""The duty of confidentiality and of purpose, which each user confirms before people are shown."""

VERSION = 1
"""Of the text on the page (`web/backoffice/login`): raise it when its meaning changes.

Each user is then asked again. A test fails when the words change and this does not.
"""
