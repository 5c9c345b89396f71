"""The departments of the fully built municipalities, and the rules of each."""

from decimal import Decimal

from mydimos.directory.services.offerings import OfferingRules
from mydimos_demo.content.spec import HOUR, MINUTE, Unit

REGISTRY = OfferingRules(notice=2 * HOUR, horizon_days=60)
CIVIL_STATUS = OfferingRules(
    gap_after=5 * MINUTE, notice_working_days=1, horizon_days=45, cancel_cutoff=4 * HOUR
)
WELFARE = OfferingRules(
    gap_before=5 * MINUTE,
    gap_after=10 * MINUTE,
    notice=24 * HOUR,
    horizon_days=30,
    move_cutoff=8 * HOUR,
    cancel_cutoff=8 * HOUR,
    names_employee=True,
    max_active_per_person=1,
    staff_share=Decimal("0.20"),
    longest_release_delay=2 * HOUR,
)
REVENUE = OfferingRules(notice=2 * HOUR, horizon_days=30, staff_share=Decimal("0.10"))
CASHIER = OfferingRules(step=10 * MINUTE, notice=30 * MINUTE, horizon_days=14, move_cutoff=HOUR)
BUILDING = OfferingRules(
    step=15 * MINUTE,
    notice_working_days=2,
    horizon_days=60,
    move_cutoff=24 * HOUR,
    cancel_cutoff=24 * HOUR,
    names_employee=True,
    staff_share=Decimal("0.15"),
    longest_release_delay=HOUR,
)
WORKS = OfferingRules(notice_working_days=1, horizon_days=30)
BUSINESS = OfferingRules(
    step=15 * MINUTE, notice_working_days=1, horizon_days=45, names_employee=True
)
POLICE = OfferingRules(notice=4 * HOUR, horizon_days=21)
INFORMATION = OfferingRules(notice=HOUR, horizon_days=30, max_active_per_person=3)

DEPARTMENTS = {
    "citizens": Unit("Διεύθυνση Εξυπηρέτησης Πολιτών", "Directorate of Citizen Services"),
    "registry": Unit(
        "Τμήμα Δημοτολογίου", "Municipal Register Department", ("DIM", "ALL"), "citizens",
        REGISTRY, "dimotologio",
    ),
    "civil": Unit(
        "Τμήμα Ληξιαρχείου", "Registry Office", ("LIX", "GAM"), "citizens",
        CIVIL_STATUS, "lixiarcheio",
    ),
    "information": Unit(
        "Γραφείο Πληροφόρησης Πολιτών", "Citizen Information Desk", ("GEN",), "citizens",
        INFORMATION, "pliroforisi",
    ),
    "social": Unit("Διεύθυνση Κοινωνικής Προστασίας", "Directorate of Social Protection"),
    "welfare": Unit(
        "Τμήμα Κοινωνικής Πολιτικής", "Social Welfare Department", ("KOI",), "social",
        WELFARE, "pronoia",
    ),
    "nurseries": Unit(
        "Τμήμα Παιδικών Σταθμών", "Nurseries Department", ("PAI",), "social",
        WORKS, "paidikoi",
    ),
    "finance": Unit("Διεύθυνση Οικονομικών Υπηρεσιών", "Directorate of Finance"),
    "revenue": Unit(
        "Τμήμα Εσόδων και Δημοτικής Περιουσίας", "Revenue and Municipal Property Department",
        ("ESO", "KOX", "KOM"), "finance", REVENUE, "esoda",
    ),
    "cashier": Unit(
        "Τμήμα Ταμείου", "Cashier's Department", ("TAM",), "finance", CASHIER, "tameio",
    ),
    "technical": Unit("Διεύθυνση Τεχνικών Υπηρεσιών και Δόμησης", "Directorate of Works"),
    "building": Unit(
        "Υπηρεσία Δόμησης", "Building Department", ("DOM",), "technical",
        BUILDING, "ydom",
    ),
    "traffic": Unit(
        "Τμήμα Κυκλοφορίας και Περιβάλλοντος", "Traffic and Environment Department",
        ("TEX", "PER"), "technical", WORKS, "kykloforia",
    ),
    "business": Unit(
        "Τμήμα Αδειοδότησης Επιχειρήσεων", "Business Licensing Department", ("EPI",),
        rules=BUSINESS, mailbox="adeies",
    ),
    "police": Unit(
        "Δημοτική Αστυνομία", "Municipal Police", ("DAS",), rules=POLICE, mailbox="astynomia"
    ),
}  # fmt: skip

KALAMATA = {
    "social": Unit(
        "Διεύθυνση Κοινωνικής Προστασίας",
        "Directorate of Social Protection",
        ("KOI",),
        rules=WELFARE,
        mailbox="koinoniki.prostasia",
    )
}
