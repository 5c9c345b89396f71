"""Names of people who do not exist: common Greek names, combined by chance."""

from dataclasses import dataclass

from mydimos_demo.content.chance import Chance

# Both forms of the family name, and how each is written in Latin letters (ELOT 743).
FAMILIES = (
    ("Αναγνώστου", "Αναγνώστου", "Anagnostou", "Anagnostou"),
    ("Αντωνίου", "Αντωνίου", "Antoniou", "Antoniou"),
    ("Βασιλειάδης", "Βασιλειάδου", "Vasileiadis", "Vasileiadou"),
    ("Βλάχος", "Βλάχου", "Vlachos", "Vlachou"),
    ("Γαλάνης", "Γαλάνη", "Galanis", "Galani"),
    ("Γεωργίου", "Γεωργίου", "Georgiou", "Georgiou"),
    ("Δημητρίου", "Δημητρίου", "Dimitriou", "Dimitriou"),
    ("Δημόπουλος", "Δημοπούλου", "Dimopoulos", "Dimopoulou"),
    ("Ευαγγελίου", "Ευαγγελίου", "Evangeliou", "Evangeliou"),
    ("Ζαχαρίου", "Ζαχαρίου", "Zachariou", "Zachariou"),
    ("Ζερβός", "Ζερβού", "Zervos", "Zervou"),
    ("Θεοδωρίδης", "Θεοδωρίδου", "Theodoridis", "Theodoridou"),
    ("Ιωαννίδης", "Ιωαννίδου", "Ioannidis", "Ioannidou"),
    ("Καλογερόπουλος", "Καλογεροπούλου", "Kalogeropoulos", "Kalogeropoulou"),
    ("Καραγιάννης", "Καραγιάννη", "Karagiannis", "Karagianni"),
    ("Κωνσταντινίδης", "Κωνσταντινίδου", "Konstantinidis", "Konstantinidou"),
    ("Κοντός", "Κοντού", "Kontos", "Kontou"),
    ("Λαμπρόπουλος", "Λαμπροπούλου", "Lampropoulos", "Lampropoulou"),
    ("Μακρής", "Μακρή", "Makris", "Makri"),
    ("Μαυρίδης", "Μαυρίδου", "Mavridis", "Mavridou"),
    ("Μιχαηλίδης", "Μιχαηλίδου", "Michailidis", "Michailidou"),
    ("Νικολαΐδης", "Νικολαΐδου", "Nikolaidis", "Nikolaidou"),
    ("Οικονόμου", "Οικονόμου", "Oikonomou", "Oikonomou"),
    ("Παναγόπουλος", "Παναγοπούλου", "Panagopoulos", "Panagopoulou"),
    ("Παπαδάκης", "Παπαδάκη", "Papadakis", "Papadaki"),
    ("Παπανικολάου", "Παπανικολάου", "Papanikolaou", "Papanikolaou"),
    ("Ράπτης", "Ράπτη", "Raptis", "Rapti"),
    ("Σαββίδης", "Σαββίδου", "Savvidis", "Savvidou"),
    ("Σπανός", "Σπανού", "Spanos", "Spanou"),
    ("Σταματίου", "Σταματίου", "Stamatiou", "Stamatiou"),
    ("Τζανετάκης", "Τζανετάκη", "Tzanetakis", "Tzanetaki"),
    ("Τσιρίγος", "Τσιρίγου", "Tsirigos", "Tsirigou"),
    ("Φωτόπουλος", "Φωτοπούλου", "Fotopoulos", "Fotopoulou"),
    ("Χατζής", "Χατζή", "Chatzis", "Chatzi"),
    ("Χρηστίδης", "Χρηστίδου", "Christidis", "Christidou"),
    ("Ψαρρός", "Ψαρρού", "Psarros", "Psarrou"),
)
MEN = (
    ("Αλέξανδρος", "Alexandros"), ("Ανδρέας", "Andreas"), ("Αντώνιος", "Antonios"),
    ("Βασίλειος", "Vasileios"), ("Γεώργιος", "Georgios"), ("Δημήτριος", "Dimitrios"),
    ("Εμμανουήλ", "Emmanouil"), ("Θεόδωρος", "Theodoros"), ("Ιωάννης", "Ioannis"),
    ("Κωνσταντίνος", "Konstantinos"), ("Μιχαήλ", "Michail"), ("Νικόλαος", "Nikolaos"),
    ("Παναγιώτης", "Panagiotis"), ("Σπυρίδων", "Spyridon"), ("Στέφανος", "Stefanos"),
    ("Χρήστος", "Christos"),
)  # fmt: skip
WOMEN = (
    ("Αγγελική", "Angeliki"), ("Αικατερίνη", "Aikaterini"), ("Αναστασία", "Anastasia"),
    ("Άννα", "Anna"), ("Βασιλική", "Vasiliki"), ("Γεωργία", "Georgia"),
    ("Δέσποινα", "Despoina"), ("Δήμητρα", "Dimitra"), ("Ειρήνη", "Eirini"),
    ("Ελένη", "Eleni"), ("Ευαγγελία", "Evangelia"), ("Ιωάννα", "Ioanna"),
    ("Μαρία", "Maria"), ("Παρασκευή", "Paraskevi"), ("Σοφία", "Sofia"),
    ("Χρυσούλα", "Chrysoula"),
)  # fmt: skip
COMPANIES = (
    "Αφοί Λάμπρου Ο.Ε.", "Τεχνική Αιγαίου Ι.Κ.Ε.", "Καφέ Πλατεία Μον. Ι.Κ.Ε.",
    "Οινοποιεία Ηλιοτόπι Α.Ε.", "Φούρνος Σιτηρόν Ο.Ε.", "Ξενία Καταλύματα Α.Ε.",
    "Ορίζων Μελετητική Ε.Ε.", "Μεταφορές Δελφίνι Ε.Π.Ε.", "Βιβλιοπωλείο Πυξίδα Ε.Ε.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InventedName:
    """A name in both alphabets."""

    name_el: str
    name_en: str

    @property
    def mailbox(self) -> str:
        """The local part of an address: «maria.papadaki»."""
        return self.name_en.lower().replace(" ", ".")


def invented_name(chance: Chance) -> InventedName:
    """A name of a woman or a man, drawn by chance."""
    his, hers, his_latin, her_latin = chance.choice(FAMILIES)
    if chance.happens(0.5):
        given, latin = chance.choice(MEN)
        return InventedName(f"{given} {his}", f"{latin} {his_latin}")
    given, latin = chance.choice(WOMEN)
    return InventedName(f"{given} {hers}", f"{latin} {her_latin}")
