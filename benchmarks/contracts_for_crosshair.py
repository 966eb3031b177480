"""Which contract does CrossHair check? Payments in whole units of 1e-8: what one side pays the other receives."""

UNIT = 10**8


def half_up(above: int, below: int) -> int:
    """Return the quotient rounded to the nearest whole number, ties upward."""
    return (2 * above + below) // (2 * below)


def payments_cancel(notional: int, premium: int) -> None:
    """Assert that long and short payments add up to nothing."""
    assert 0 < notional <= 10**16
    assert abs(premium) <= 10**7
    damped = min(max(10_000 - premium, -50_000), 50_000)
    rate = min(max(premium + damped, -2_000_000), 2_000_000)
    leak = half_up(notional * rate, UNIT) + half_up(-notional * rate, UNIT)
    assert leak == 0
