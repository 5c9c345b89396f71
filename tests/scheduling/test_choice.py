from mydimos.scheduling.availability import Slot
from mydimos.scheduling.choice import choose, combinations

MARIA, NIKOS, ELENI, INTERPRETER = 1, 2, 3, 9


def test_the_chosen_employee_and_nobody_else() -> None:
    assert choose([MARIA, NIKOS], load={}, last_served={}, wanted=NIKOS) == [NIKOS]
    assert choose([MARIA], load={}, last_served={}, wanted=NIKOS) == []


def test_the_referent_of_the_case_comes_first_and_others_may_stand_in() -> None:
    order = choose([MARIA, NIKOS], load={NIKOS: 8}, last_served={}, referent=NIKOS)

    assert order == [NIKOS, MARIA]


def test_the_least_loaded_then_the_one_longest_without() -> None:
    order = choose(
        [MARIA, NIKOS, ELENI],
        load={MARIA: 2, NIKOS: 1, ELENI: 1},
        last_served={NIKOS: 50, ELENI: 40},
    )

    assert order == [ELENI, NIKOS, MARIA]


def test_who_has_never_served_comes_before_who_has_and_equals_in_a_stable_order() -> None:
    order = choose([ELENI, NIKOS, MARIA], load={}, last_served={MARIA: 1, NIKOS: None})

    assert order == [NIKOS, ELENI, MARIA]


def test_the_preferred_employee_is_kept_while_interpreters_are_tried() -> None:
    slot = Slot(0, 1, ((MARIA, NIKOS), (INTERPRETER, NIKOS)))

    tries = list(combinations(slot, load={INTERPRETER: 1}, last_served={}))

    assert tries == [(MARIA, NIKOS), (MARIA, INTERPRETER), (NIKOS, INTERPRETER)]


def test_a_chosen_employee_leaves_the_choice_of_the_interpreter_open() -> None:
    slot = Slot(0, 1, ((MARIA, NIKOS), (INTERPRETER,)))

    assert list(combinations(slot, load={}, last_served={}, wanted=NIKOS)) == [(NIKOS, INTERPRETER)]
