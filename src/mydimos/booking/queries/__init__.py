"""What pages, mails and verbs ask about free times and about appointments."""
