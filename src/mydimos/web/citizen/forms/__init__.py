"""What people type, and when it is right. Messages say what happened and what to do."""
