"""Log lines for the person in front of the terminal."""

import json

WIDTH = 9


def log_line(name: str, line: str) -> str:
    """One line of a process, with its name in front; our JSON lines in a few words."""
    return f"{name:<{WIDTH}}| {_in_words(line)}"


def _in_words(line: str) -> str:
    if not line.startswith("{"):
        return line
    try:
        entry = json.loads(line)
    except ValueError:
        return line
    if not isinstance(entry, dict) or "message" not in entry:
        return line
    known = {"time", "level", "logger", "message", "error"}
    facts = [f"{key}={value}" for key, value in entry.items() if key not in known]
    words = [str(entry.get("level", "")), str(entry["message"]), *facts, _error(entry)]
    return " ".join(word for word in words if word)


def _error(entry: dict[str, object]) -> str:
    """The type and the last place; the whole trace is in the JSON of a real installation."""
    error = entry.get("error")
    if not isinstance(error, dict):
        return ""
    places = error.get("at") or [""]
    return f"[{error.get('type')} at {places[-1]}]"
