"""The official planning guide as coaches fill it in: its structure and labels, else in our words.

What is printed there in whole sentences is said here with the same words in another order, which is
what it is known by.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal, NamedTuple

Kind = Literal["text", "title", "heading", "label"]


class Line(NamedTuple):
    """A line of the guide; `key`: what a label asks for; `answer`: what a coach wrote below."""

    text: str
    kind: Kind = "text"
    key: str = ""
    answer: str = ""


def _title(text: str) -> Line:
    return Line(text, "title")


def _heading(text: str) -> Line:
    return Line(text, "heading")


def _label(key: str, text: str, answer: str) -> Line:
    return Line(text, "label", key, answer)


FRONT = (
    _title("ABOUT THIS RESOURCE:"),
    Line("This document is from a project of the Center for Education Policy Research at Harvard"),
    Line("University, under the direction of Dr. Heather Hill: its structure and purpose."),
    Line("• In approximately 15 cycles, each teacher filmed a lesson and uploaded it."),
    Line(
        "• Teachers and coaches discuss a stock clip in 45–60 minutes, and score it on the rubric."
    ),
    _title("Coaching Conversation Planning Guide"),
)
OUTLINE = (
    Line("OUTLINE OF A 60 MIN"),
    Line("COACHING CONVERSATION"),
    Line("1. Introduction/pleasantries (3 min)"),
    Line("2. Review goals (2 min)"),
    Line("3. Frame and discuss the stock clip (10 min)"),
    Line("4. Teacher frames the teaching video (and maybe the"),
    Line("clips that were chosen) (4 min)"),
    Line("5. Coach frames the first teaching clip (2 min)"),
    Line("6. Discuss the first teaching clip (10 min)"),
    Line("7. Steps 5 and 6, repeated for the second teaching clip (12 min)"),
    Line("8. Opportunity for feedback that didn't fit into"),
    Line("the conversations about a clip (5 min)"),
    Line("9. Deciding on the action plan, filling out the collaborative"),
    Line("log (12 min)"),
)
EMAIL = (
    Line("Hi *Teacher*,"),
    Line(
        "Thanks for uploading the lesson that you filmed. I look forward to our talk at the regular"
    ),
    Line("time next week, on *Tuesday at"),
    Line("5pm*. Please let me know if this doesn't work, so that we can reschedule."),
    Line(
        "Before that, please log in to the video platform and review two short clips of the lesson:"
    ),
    Line("1) from *00:00-00:00* and 2) from *00:00-00:00*. Please watch the stock clip, too:"),
    Line("*Pseudonym: Title*, which we will be scoring on *rubric codes/dimension*."),
    Line("If you have trouble accessing the videos, or any questions, please let me know."),
    Line("Best,"),
    Line("*Coach*"),
)
PREPARE = (
    _title("PREPARATION: Choosing teaching clips and watching the teacher's lesson"),
    _heading("1. Review the Collaborative Log from the previous conversation, identify a focus"),
    Line("Coach Preparation:"),
    _label("focus", "What will the focus of this conversation be, based on the teacher's goals, "
           "previous action steps and the current rubric dimension?",
           "Explanations of why a rule holds"),
    _label("focus_relation", "How does it relate to the teacher's learning goals?",
           "A rule without its why is half a rule"),
    _heading("2. Watch the teacher's lesson and select teaching clips"),
    Line("Coach Preparation:"),
    _label("lesson", "Brief summary of lesson:", "Fractions as parts of a bar\nThen: a worksheet"),
    _label("clips.1", "Clip selection #1 (timestamps):", "12:40-17:55"),
    _label("clips.1.summary", "Brief summary of clip:", "Clip time is short: one reason"),
    _label("clips.1.reason", "Reason for selection:", "1. It is short\n2. It shows why"),
    _label("clips.2", "CLIP SELECTION #2 (TIMESTAMPS):", "31.20 – 36.05"),
    _label("clips.2.summary", "Brief summary of clip:", "A pair argues about halves"),
    _label("clips.2.reason", "Reason for selection:", "Pupils explain to one another"),
    _heading("3. Take detailed notes on the teaching clips: public annotations on the platform,"),
    Line("private planning notes here."),
    Line("Coach Preparation: Annotations and private notes"),
    Line("Guiding questions for public annotations:"),
    _label("clips.1.annotations", "• What does the teacher do and say?",
           "13:05 she says it is just the rule"),
    _label("clips.1.annotations", "• What do the students do and say?", "14:10 nobody asks why"),
    _label("clips.1.annotations", "• Relationship to the rubric?", "Low on Explanations"),
    Line("Private Planning Notes:"),
    _label("clips.1.notes.interpretations", "Interpretations?",
           'Teacher: "Why?"\nStudent: "Because."'),
    _label("clips.1.notes.questions", "Questions?", "What does it look like to them?"),
    _label("clips.1.notes.practice", "What aspect(s) of practice will you talk about for these "
           "clips? How does it relate to the learning goal?", "Questions: open ones"),
    _label("clips.1.notes.learn", "What do you want the teacher to learn? (Why is this the salient "
           "focus?)", "That practice takes time: weeks"),
    _label("clips.1.notes.skilled", "What will it look like when the teacher is more skilled at "
           "this?", "Every answer has its because"),
    _label("clips.1.notes.suggestions", "What specific and actionable suggestions might you make "
           "for the teacher?", "1. Wait three seconds\n2. Review goals with pupils"),
    _heading("4. Watch the stock clip on the platform"),
    Line("Coach Preparation:"),
    _label("stock_clip.title", "Which stock clip will you use?", "Ms. Lark: Fraction bars"),
    _label("stock_clip.codes", "Which rubric code(s) will you talk about?",
           "Explanations, Linking Between Representations"),
    _label("stock_clip.relation", "How does it relate to the focus of the conversation?",
           "Codes: the same as ours"),
    _heading("5. Email the teacher with the video watching assignment (template below)."),
    Line("Coach Preparation:"),
    *EMAIL,
    _heading("6. Prepare coaching conversation"),
)  # fmt: skip
CLIP_GOALS = (
    Line("Goal:"),
    Line("• Reinforce the lens of the rubric"),
    Line("• Guide the teacher to analyze and reflect on own practice"),
)


def _clip(number: int, frame: str, codes: str, at: str, questions: str, then: str) -> list[Line]:
    key = f"clips.{number}"
    return [
        _label(f"{key}.frame", "How will you frame the clip? (Why did you choose it?)", frame),
        _label(f"{key}.codes", "Which code(s) will you talk about?", codes),
        _label(f"{key}.bring_in", "(Optional) Annotations and time stamps that you want to "
               "bring into the conversation:", at),
        _label(f"{key}.questions", "What generative questions might you ask?", questions),
        _label(f"{key}.responses", "What do you think the teacher might say, and how might you "
               "respond?", then),
    ]  # fmt: skip


TALK = (
    _title("PREPARATION: PLANNING THE COACHING CONVERSATION"),
    _heading("1. Introduction/pleasantries (3 min)"),
    Line("Goal: Building a relationship"),
    _heading("2. Review goals (2 min)"),
    Line("Goal: A focus for the conversation"),
    Line("Coach Preparation: Review the Collaborative Log from previous sessions"),
    _label("review", "How will you frame this conversation, based on the focus and the learning "
           "goals?", "Last time's action plan: did it work?\nToday: codes"),
    _heading("3. Frame and discuss the stock clip (10 min)"),
    Line("Goal: The lens of the rubric, reinforced"),
    Line("Coach Preparation:"),
    _label("stock_clip.frame", "How will you introduce the stock clip and its code(s)?",
           "Codes first: one sentence"),
    _label("stock_clip.questions", "What generative questions might guide the teacher's thinking "
           "if the scores vary from the master scores?",
           "1. What did you see?\n2. Is there a frame?"),
    _heading("4. Teacher frames the teaching video (and maybe the clips) (4 min)"),
    Line("Goal: The teacher has an opportunity to provide context FIRST. E.g., “Are there things"),
    Line("you think would be helpful to know about the lesson”?"),
    _heading("5. Coach frames the first teaching clip (2 min)"),
    Line("Goal: Explain why the clip was chosen, and which codes to discuss."),
    Line("Coach Preparation (Steps 5 and 6):"),
    *_clip(1, "Which code? We will see\nQuestions come later", "Explanations", "15:00 the pause",
           "What did Sam know?\nWhich code would you give?\nHow would you respond to Sam?",
           "If she says: no time -> I ask: which minutes?"),
    _heading("6. Discuss the first teaching clip (10 min)"),
    *CLIP_GOALS,
    _heading("7. Repeat Steps 5 and 6 for the second teaching clip (12 min)"),
    Line("Coach Preparation:"),
    *_clip(2, "Now the pupils", "Linking Between Representations", "32:00 two drawings",
           "Who explains to whom?", "They are shy -> wait"),
    _heading("8. (Optional) Opportunity for the coach to bring up feedback that didn't fit into"),
    Line("the clip conversations (5 min)"),
    Line("Note: Quick points that are simple (not a big deal, for which to choose a clip)"),
    Line("However, if the issue is a bigger deal, the coach should incorporate it into a clip."),
    Line("Coach Preparation:"),
    _label("extra", "(Optional) Are there additional things you want to bring up?",
           "The equals sign on the board\nA running equal sign at 31:10"),
    _heading("9. Decide on an action plan and fill out the Collaborative Log together (12 min)"),
    Line("Teacher or coach should type, while the screen is shared; the log is a collaborative"),
    Line("version of events. The coach can then upload it to the platform."),
    _heading("10. Schedule the next coaching conversation before the end."),
)  # fmt: skip
HEAD = (
    Line("Teacher: Ms. Rivera   Coach: J. Okafor   Date: Tuesday 24 November 2026, 4pm   Cycle 6"),
)
BLANK = (*FRONT, *OUTLINE, *PREPARE, *TALK)
FILLED = (*FRONT, *HEAD, *OUTLINE, *PREPARE, *TALK)


def without_answers(lines: Collection[Line], keys: Collection[str] = ()) -> list[Line]:
    """The lines, those that ask for one of the keys (for any, where there are none) unanswered."""
    return [line._replace(answer="") if not keys or line.key in keys else line for line in lines]


def expected(lines: Collection[Line]) -> dict[str, str]:
    """What stands in the form for these answers, by field."""
    said: dict[str, list[str]] = {}
    for line in lines:
        if line.answer and line.key in ("clips.1", "clips.2"):
            times = re.findall(r"\d+[:.]\d+", line.answer)
            for end, time in zip(("start", "end"), times, strict=True):
                said[f"{line.key}.{end}"] = [time.replace(".", ":")]
        elif line.answer:
            said.setdefault(line.key, []).append(_as_shown(line.key, line.answer))
    return {key: "\n".join(answers) for key, answers in said.items()}


def _as_shown(key: str, answer: str) -> str:
    if key.endswith("codes"):
        return answer.replace(", ", "\n")
    if key.endswith("questions") and ".notes." not in key:
        return re.sub(r"(?m)^\d\. ", "", answer)
    return answer.replace("->", "→") if key.endswith("responses") else answer
