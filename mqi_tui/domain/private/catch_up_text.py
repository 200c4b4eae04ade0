"""Who pays, in words: in full, in few words, and what matters most of it."""

from __future__ import annotations

from collections.abc import Mapping

from mqi_tui.domain.private.catch_up import Payment, Proposal
from mqi_tui.domain.private.events import MINUTE


def payment_line(proposal: Proposal | None, later: str = "", skip: str = "") -> str:
    """`step 8 can pay: 5 → 4 min`, empty where nothing is to be paid.

    Several steps are one proposal: `skip step 8 (5 min) and 6: 10 → 8 min, 7: 12 → 10 min`. Where
    none can pay, it is said what else can be done, and where: `later` and `skip`, if they are told.
    """
    if proposal is None:
        return ""
    if not proposal.payments:
        return _unpaid(proposal, later, skip)
    dropped = [p for p in proposal.payments if not p.after]
    shorter = [p for p in proposal.payments if p.after]
    skips = " and ".join(f"skip step {p.step} ({p.before} min)" for p in dropped)
    is_one = len(proposal.payments) == 1
    gives = ", ".join(_shorter(p, " can pay" if is_one else "") for p in shorter)
    paid = " and ".join(filter(None, (skips, f"step {gives}" if gives and not skips else gives)))
    unpaid = f"{proposal.unpaid} min unpaid" if proposal.unpaid else ""
    return " · ".join(filter(None, (paid, unpaid)))


def _unpaid(proposal: Proposal, later: str, skip: str) -> str:
    """What else can be done where no step can pay."""
    end, step = (f" ({way})" if way else "" for way in (later, skip))
    or_skip = f", or skip a step{step}" if proposal.can_skip else ""
    return f"{proposal.unpaid} min unpaid: agree on a later end{end}{or_skip}"


def payment_short(proposal: Proposal | None) -> str:
    """The same in fewer words: `skip steps 7, 8 · 3: 10 → 6 · 6: 10 → 6 · 5 min unpaid`."""
    if proposal is None:
        return ""
    dropped = _dropped(proposal)
    parts = [f"skip step{'s' if ',' in dropped else ''} {dropped}"] if dropped else []
    parts += [f"{p.step}: {p.before} → {p.after}" for p in proposal.payments if p.after]
    if not dropped and parts:
        parts[0] = f"step {parts[0]} min"
    if proposal.unpaid:
        how = ": skip a step" if proposal.can_skip and not parts else ""
        parts.append(f"{proposal.unpaid} min unpaid{how}")
    return " · ".join(parts)


def payment_brief(proposal: Proposal | None) -> str:
    """What matters most of it, for a narrow place: `skip 7, 8 …`, `skip step 8`, `step 8 pays`."""
    if proposal is None:
        return ""
    if not proposal.payments:
        return f"{proposal.unpaid} min unpaid"
    dropped = _dropped(proposal)
    told = dropped.count(",") + 1
    more = " …" * bool(len(proposal.payments) > told or proposal.unpaid)
    if not dropped:
        return f"step {proposal.payments[0].step} pays{more}"
    return f"skip {'' if more or told > 1 else 'step '}{dropped}{more}"


def accepted(budgets: Mapping[int, int], before: Mapping[int, int], again: int = 0) -> str:
    """What was paid: `Skipped step 8 · 7: 12 → 9`. Both map a step to its ms.

    `again`: the step that was only taken in again; 0, none was.
    """
    if again:
        return f"Step {again} is today again"
    payments = (Payment(step, before[step] // MINUTE, ms // MINUTE) for step, ms in budgets.items())
    said = payment_short(Proposal(tuple(payments))).replace("skip", "skipped")
    return said[:1].upper() + said[1:]


def _shorter(payment: Payment, words: str = "") -> str:
    return f"{payment.step}{words}: {payment.before} → {payment.after} min"


def _dropped(proposal: Proposal) -> str:
    """The steps that fall away: `7, 8`."""
    return ", ".join(str(step) for step in sorted(p.step for p in proposal.payments if not p.after))
