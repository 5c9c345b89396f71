from mydimos.scheduling.availability import Slot
from mydimos.scheduling.choice import Preferences, choose, combinations

MARIA, NIKOS, ELENI, INTERPRETER = 1, 2, 3, 9


def test_the_chosen_employee_and_no_other() -> None:
    assert choose([MARIA, NIKOS], Preferences(), wanted=NIKOS) == [NIKOS]
    assert choose([MARIA], Preferences(), wanted=NIKOS) == []


def test_best_fit_comes_before_the_load() -> None:
    preferences = Preferences(losses={NIKOS: (1, 0), MARIA: (0, 3)}, load={MARIA: 8})

    assert choose([MARIA, NIKOS, ELENI], preferences) == [ELENI, MARIA, NIKOS]


def test_the_least_loaded_then_the_one_longest_without() -> None:
    preferences = Preferences(
        load={MARIA: 2, NIKOS: 1, ELENI: 1}, last_served={NIKOS: 50, ELENI: 40}
    )

    assert choose([MARIA, NIKOS, ELENI], preferences) == [ELENI, NIKOS, MARIA]


def test_who_has_never_served_comes_before_who_has_and_equals_in_a_stable_order() -> None:
    preferences = Preferences(last_served={MARIA: 1, NIKOS: None})

    assert choose([ELENI, NIKOS, MARIA], preferences) == [NIKOS, ELENI, MARIA]


def test_the_preferred_employee_is_kept_while_interpreters_are_tried() -> None:
    slot = Slot(0, 1, ((MARIA, NIKOS), (INTERPRETER, NIKOS)))

    tries = list(combinations(slot, Preferences(load={INTERPRETER: 1})))

    assert tries == [(MARIA, NIKOS), (MARIA, INTERPRETER), (NIKOS, INTERPRETER)]


def test_a_chosen_employee_leaves_the_choice_of_the_interpreter_open() -> None:
    slot = Slot(0, 1, ((MARIA, NIKOS), (INTERPRETER,)))

    assert list(combinations(slot, Preferences(), wanted=NIKOS)) == [(NIKOS, INTERPRETER)]
