"""Who is responsible for the data, for the privacy notice of each municipality."""

from mydimos.directory.models import Municipality, Office
from mydimos.notices.models import Notice

OPERATOR = ("Δοκιμαστική εγκατάσταση του myDimos", "Demonstration installation of myDimos")
NOBODY = ("κανένας", "none")
HERE = (
    "ο υπολογιστής όπου εκτελείται η δοκιμαστική εγκατάσταση",
    "the computer that runs the demonstration",
)
OFFICER = "Υπεύθυνος Προστασίας Δεδομένων"


def platform_notice() -> Notice:
    """The notice of the installation itself."""
    return Notice(
        **_both("controller", OPERATOR),
        controller_contact="info@mydimos.example",
        dpo_name=OFFICER,
        dpo_email="dpo@mydimos.example",
        dpo_address="Δοκιμαστική διεύθυνση 1, 100 00 Αθήνα",
        **_demonstration(),
    )


def notice_of(municipality: Municipality, office: Office) -> Notice:
    """The municipality is the controller; everything else is the demonstration's."""
    address = f"{office.address_el}, {office.postcode} {office.town_el}".replace("  ", " ")
    return Notice(
        municipality=municipality,
        controller_el=municipality.name_el,
        controller_en=municipality.name_en,
        controller_contact=f"{address}, {office.phone}, {municipality.email}",
        dpo_name=OFFICER,
        dpo_email=f"dpo@{municipality.slug}.example",
        dpo_address=address,
        **_demonstration(),
    )


def notice_of_kalamata(municipality: Municipality) -> Notice:
    """The facts of the notice of MyDimosLive for Kalamata."""
    address = "Φραγκούδη 11, 101 63 Καλλιθέα"
    return Notice(
        municipality=municipality,
        controller_el="Υπουργείο Ψηφιακής Διακυβέρνησης",
        controller_en="Ministry of Digital Governance",
        controller_contact=address,
        operator_el="Γενική Γραμματεία Πληροφοριακών Συστημάτων Δημόσιας Διοίκησης, "
        "Υπουργείο Ψηφιακής Διακυβέρνησης",
        operator_en="General Secretariat of Information Systems for Public Administration, "
        "Ministry of Digital Governance",
        processors_el="Microsoft, με τις εφαρμογές Microsoft Bookings, Microsoft Teams και "
        "Microsoft Office 365 για την ψηφιακή κράτηση",
        processors_en="Microsoft, with Microsoft Bookings, Microsoft Teams and Microsoft "
        "Office 365 for booking online",
        hosting_el="εξυπηρετητές ή πάροχος υπηρεσιών νέφους του Ελληνικού Δημοσίου (G-Cloud) ή "
        "εξυπηρετητές της Microsoft εντός της Ευρωπαϊκής Ένωσης",
        hosting_en="servers or the cloud provider of the Greek State (G-Cloud), or servers of "
        "Microsoft within the European Union",
        dpo_name=f"{OFFICER} του Υπουργείου Ψηφιακής Διακυβέρνησης",
        dpo_email="dpo@mindigital.gov.gr",
        dpo_address=address,
    )


def _demonstration() -> dict[str, str]:
    return {
        **_both("operator", OPERATOR),
        **_both("processors", NOBODY),
        **_both("hosting", HERE),
    }


def _both(column: str, words: tuple[str, str]) -> dict[str, str]:
    return {f"{column}_el": words[0], f"{column}_en": words[1]}
