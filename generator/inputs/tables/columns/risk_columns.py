"""The risk register's columns. Score headings are too many to list: `score_headings` reads them."""

from __future__ import annotations

from generator.inputs.tables.columns.input_columns import CellKind, InputColumn, InputForm
from generator.model.risks import Risk

REFERENCE, TEXT, NOTES = CellKind.REFERENCE, CellKind.TEXT, CellKind.NOTES
DATE, STATUS, ACTION_RATING = CellKind.DATE, CellKind.STATUS, CellKind.ACTION_RATING
TREND, YES_NO = CellKind.TREND, CellKind.YES_NO

_MEASURES = (
    ("impact", "Impact", CellKind.IMPACT, "impact", "impact"),
    ("likelihood", "Likelihood", CellKind.LIKELIHOOD, "likelihood", "likelihood"),
    ("score", "Score", CellKind.SCORE, "given_score", "score, as given,"),
    ("rag", "RAG", CellKind.RATING, "rag", "rating, as given,"),
)
_STAGES = (
    ("baseline", "Baseline", "before any action (inherent, gross, initial)"),
    ("previous", "Previous", "at the last reading before the latest"),
    ("latest", "Latest", "now (current, residual, net)"),
    ("target", "Target", "to be reached"),
)
_HEADINGS = {
    "baseline_score": "Initial Risk Score",
    "previous_score": "Previous Risk Score",
    "latest_score": "Latest Risk Score",
    "target_score": "Target Risk Score",
}


def _readings() -> tuple[InputColumn, ...]:
    """A column for each stage and measure."""
    return tuple(
        InputColumn(
            key=f"{stage}_{measure}",
            heading=_HEADINGS.get(f"{stage}_{measure}", f"{stage_word} {word}"),
            kind=kind,
            fills=f"{stage}.{field}",
            meaning=f"The {what} {when}.",
        )
        for stage, stage_word, when in _STAGES
        for measure, word, kind, field, what in _MEASURES
    )


RISK_REGISTER = InputForm(
    key="risk_register",
    title="Risk register",
    noun="risk",
    record=Risk,
    meaning="One row per risk.",
    identifiers=("reference", "description", "title"),
    per_row="actions",
    may_be_empty=True,
    multi_row=("mitigations", "further_actions", "action_owner", "action_rag", "due", "notes",
           "potential_impact", "owner"),
    columns=(
        InputColumn(key="reference", heading="No.", kind=REFERENCE, required=True, filled=True,
                    meaning="Names the risk for good; no two risks share one.",
                    aliases="Number | Ref | Ref No | Reference | Reference Number | Risk Ref | "
                    "Risk Ref No | Risk Reference | Risk Reference Number | Risk ID | Risk No | "
                    "Risk Number | Risk Code | ID | Id No | ID Number | Code | Unique ID | "
                    "Unique Ref | Unique Reference | Risk Identifier | Identifier | Risk # | # "
                    "| URN | Item | Item No | Risk Register Ref | CRR Ref | SRR Ref | Corporate "
                    "Risk Ref | Strategic Risk Ref | Risk Ref ID | Risk Unique ID | Serial | "
                    "Serial No | S/N | Line | Line No | Entry | Entry No | R No | Risk Item | "
                    "Risk Unique Reference | Project Risk Ref | Log No | Log Ref | Risk Log No "
                    "| RID | Sr No | SN"),
        InputColumn(key="title", heading="Risk Title", kind=TEXT,
                    meaning="A short name of the risk; stands for the description where there is "
                    "none.",
                    aliases="Title | Risk Name | Name of Risk | Short Name | Risk Heading | "
                    "Short Title | Risk Summary | Summary | Summary of Risk | Headline Risk | "
                    "Risk Headline | Short Description | Short Risk Description | Risk Short "
                    "Name | Name | Risk | Risk Area | Subject | Topic"),
        InputColumn(key="workstream", heading="Programme/Workstream/Driver", kind=TEXT,
                    meaning="The part of the programme that the risk belongs to.",
                    aliases="Workstream | Work Stream | Programme | Programme/Workstream | "
                    "Driver | Category | Risk Category | Type | Risk Type | Type of Risk | "
                    "Theme | Risk Theme | Directorate | Service | Service Area | Department | "
                    "Area | Risk Area | Project | Project Name | Programme/Project | "
                    "Project/Programme | Portfolio | Corporate Priority | Priority Area | "
                    "Objective | Corporate Objective | Strategic Objective | Division | "
                    "Business Area | Team | Function | Category of Risk | Risk Group | Work "
                    "Package | Workstream/Area | Linked Objective | Council Priority | "
                    "Corporate Plan Priority | Service/Directorate | Directorate/Service | "
                    "Classification | Risk Classification | Risk Domain | Domain"),
        InputColumn(key="description", heading="Description of Risk", kind=TEXT, required=True,
                    filled=True,
                    meaning="What may happen.",
                    aliases="Description | Risk Description | Risk | Risks | Risk Event | Event "
                    "| Risk Statement | Description of the Risk | Risk Details | Details | "
                    "Detail | Details of Risk | Risk Detail | Risk Identified | Identified Risk "
                    "| What is the risk | The Risk | Risk and Description | Risk Title and "
                    "Description | Full Description | Risk Description Cause Event Consequence "
                    "| Cause Event Consequence | Cause Event Effect | Cause Event and Effect | "
                    "Risk Cause Event Consequence | Cause Risk Effect | Cause Risk Consequence "
                    "| Risk and Cause | Risk Scenario | Risk Description and Consequence | Risk "
                    "and Impact | Risk and Consequences | Risk and Consequence | Risk and Effect | "
                    "Risk/Opportunity | Risk or Issue | Risk/Issue | Risk/Issue "
                    "Description | Nature of Risk | There is a risk that | Threat | "
                    "Threat/Opportunity | Long Description | Corporate Risk | Strategic Risk | "
                    "Principal Risk | Key Risk | Hazard | Risk What could go wrong | What could "
                    "go wrong | Vulnerability | Uncertainty | Description of Risk/Issue | "
                    "Potential Risk | Risk Factor | Risk Description Event | Failure Mode"),
        InputColumn(key="cause", heading="Cause", kind=TEXT,
                    meaning="What brings the risk about.",
                    aliases="Causes | Risk Cause | Cause of Risk | Root Cause | Root Causes | "
                    "Trigger | Triggers | Causes/Triggers | Key Causes | Risk Causes | Source | "
                    "Source of Risk | Cause(s) | Vulnerability/Cause | Risk Drivers | Risk "
                    "Driver | Drivers | Due to | Potential Causes | Risk Triggers | Risk "
                    "Trigger | Background | Caused by"),
        InputColumn(key="potential_impact", heading="Potential Impact", kind=TEXT,
                    meaning="What would follow.",
                    aliases="Potential Impacts | Consequence | Consequences | Potential "
                    "Consequences | Potential Consequence | Risk Consequence | Risk "
                    "Consequences | Effect | Effects | Risk Effect | Risk Impact | Impact "
                    "Description | Description of Impact | Impact/Consequence | "
                    "Consequence/Impact | Impact of Risk | Impacts | Effect/Impact | "
                    "Implications | Result | Resulting in | Impact Details | Consequence(s) | "
                    "Effect of Risk | Potential Effect | Outcome | Possible Impact | Possible "
                    "Consequences | Impact if risk occurs | Consequences of Risk | "
                    "Consequence/Effect | Impact on Objectives | Impact on Programme | Impact "
                    "on Project | Impact on Service | Key Consequences | What would happen | "
                    "Leading to | Impact and Consequences | Impact Narrative | Risk Outcome | "
                    "Impact Statement"),
        InputColumn(key="mitigations", heading="Mitigating Actions", kind=TEXT,
                    meaning="What is done about it.",
                    aliases="Mitigating Action | Mitigation | Mitigations | Mitigation Actions "
                    "| Mitigation Action | Mitigating Actions/Controls | Mitigating Controls | "
                    "Controls | Existing Controls | Current Controls | Controls in Place | Key "
                    "Controls | Control Measures | Existing Control Measures | Current "
                    "Mitigation | Actions | Action Plan | Actions to Mitigate | Risk Mitigation "
                    "| Response | Risk Response | Existing Mitigation | Mitigation/Controls | "
                    "Controls/Mitigation | Controls and Mitigation | Mitigation Measures | "
                    "Mitigating Measures | Controls and Actions | Controls/Actions | "
                    "Actions/Controls | Control | Mitigating Factors | Countermeasures | "
                    "Treatment | Risk Treatment | Mitigation Plan | Existing Mitigations | "
                    "Current Mitigations | Internal Controls | Current Controls in Place | "
                    "Existing Controls in Place | Controls Currently in Place | Current Control "
                    "Measures | Existing Controls/Mitigation | Actions Taken | Mitigation "
                    "Strategy | How is the risk managed | Risk Controls | Management Action | "
                    "Mitigation in Place | Mitigating Actions in Place | Risk Mitigation "
                    "Actions | Existing Mitigating Actions | Current Mitigating Actions | "
                    "Mitigating Action(s) | Current Controls/Mitigation | Planned Mitigation | "
                    "Treatment Plan | Risk Response Plan | Risk Management Actions"),
        InputColumn(key="further_actions", heading="Further Actions", kind=TEXT,
                    meaning="What is still to be done.",
                    aliases="Further Action | Further Action Required | Further Actions "
                    "Required | Actions Required | Action Required | Planned Actions | Planned "
                    "Action | Additional Controls | Additional Actions | Further Controls | "
                    "Further Mitigation | Future Actions | Future Controls | Proposed Actions | "
                    "Outstanding Actions | Next Steps | Actions to be Taken | Additional "
                    "Mitigation | Further Controls Required | Planned Controls | Required "
                    "Actions | Additional Controls Required | New Actions | Actions Planned | "
                    "Planned Further Actions | Proposed Controls | Additional Action | Further "
                    "Mitigating Actions | Additional Mitigating Actions | Future Mitigation"),
        InputColumn(key="action_owner", heading="Action Owner", kind=TEXT, fills="actions.owner",
                    meaning="Who takes the action; a risk may have several actions, each in its "
                    "own row.",
                    aliases="Action Lead | Action Officer | Action By | Mitigation Owner | "
                    "Mitigation Lead | Control Owner | Owner of Action | Responsible for Action"),
        InputColumn(key="action_rag", heading="Action RAG", kind=ACTION_RATING,
                    fills="actions.rag",
                    meaning="How the action stands; a RAG in each row of a risk is read as it.",
                    aliases="Action Status | Action RAG Status | Mitigation Status | Status of "
                    "Action"),
        InputColumn(key="owner", heading="Risk Owner", kind=TEXT, fills="owner_as_written",
                    without="no owner is printed",
                    meaning="The role that owns the risk, by the initials that pack.yaml "
                    "declares.",
                    aliases="Owner | Owners | Risk Owners | Lead | Lead Officer | Responsible "
                    "Officer | Risk Lead | Owned By | Accountable Officer | Responsible | "
                    "Responsibility | Risk Manager | Officer | Risk Owner(s) | Owner/Lead | "
                    "Lead Owner | Accountable Owner | Responsible Owner | Person Responsible | "
                    "Responsible Person | Risk Owner Role | Risk Sponsor | Risk Holder | "
                    "Assigned To | Owner Role | Accountable | Senior Responsible Officer | SRO "
                    "| Lead Director | Director | Responsible Director | Executive Lead | Exec "
                    "Lead | Operational Lead | Accountable Lead | Responsible Lead | "
                    "Risk Owner/Lead | Owner Name | Owner/Manager | Owner and Lead | Who "
                    "| Risk Owner Job Title | Risk Champion | Lead Responsibility | Lead "
                    "Officer/Owner | Managed By | CLT Owner | Corporate Owner | CMT Owner | SLT "
                    "Owner | Risk Owner Name | SLT Lead | CMT Lead"),
        *_readings(),
        InputColumn(key="latest_date", heading="Date of Latest Score", kind=DATE,
                    fills="latest.date",
                    meaning="When the latest score was given.",
                    aliases="Date of Last Score | Date Last Reviewed | Last Reviewed | Last "
                    "Review | Date of Last Review | Last Review Date | Review Date | Date "
                    "Reviewed | Date Updated | Last Updated | Date of Review | Date of Last "
                    "Update | Last Update | Date Last Updated | Latest Score Date | Date Scored "
                    "| Updated | Update Date | Reviewed | Reviewed On | Date of Assessment | "
                    "Last Assessed | Assessment Date | Date of Latest Review | Latest Review | "
                    "Latest Review Date | Last Reviewed Date | Last Reviewed On | Last Updated "
                    "On | Date Last Assessed | Date of Update | Last Modified | Date Score Last "
                    "Reviewed"),
        InputColumn(key="raised_date", heading="Date Raised", kind=DATE, fills="raised",
                    meaning="When the risk was entered.",
                    aliases="Date Identified | Date Added | Date Opened | Date Entered | Raised "
                    "| Date Created | Created | Identified | Date Logged | Raised On | Opened | "
                    "Date Risk Raised | Date Risk Identified | Date Recorded | Start Date | "
                    "Date of Entry | Entry Date | Raised Date | Date First Raised | Added | "
                    "Date Risk Added | Date Registered | Identified On | Date Risk Opened | "
                    "Open Date"),
        InputColumn(key="closed_date", heading="Date Closed", kind=DATE, fills="closed",
                    meaning="When the risk was closed.",
                    aliases="Closed Date | Closing Date | Closure Date | Date of Closure | "
                    "Closed On | Date Risk Closed | Date Archived"),
        InputColumn(key="due", heading="Due Date", kind=CellKind.DEADLINE, fills="actions.due",
                    meaning="When the action is due.",
                    aliases="Target Date | Action Due Date | Completion Date | Target "
                    "Completion Date | By When | Deadline | Due | Date Due | Timescale | "
                    "Timescales | When | Action Date | Implementation Date | Target Completion "
                    "| Action Deadline | Due By | Date for Completion | Action Target Date | "
                    "Timeframe | Mitigation Due Date"),
        InputColumn(key="next_review", heading="Next Review Date", kind=CellKind.DEADLINE,
                    meaning="When the risk is to be reviewed next.",
                    aliases="Next Review | Date of Next Review | Review Due | Next Review Due | "
                    "Review Due Date | Date for Review | To be reviewed"),
        InputColumn(key="trend", heading="Trend", kind=TREND, fills="given_trend",
                    meaning="How the latest score compares with the one before it, if the register "
                    "says it.",
                    aliases="Direction of Travel | DoT | D.o.T | Direction | Movement | Change "
                    "| Travel | Risk Trend | Risk Movement | Score Movement | Arrow | Risk "
                    "Direction | Change in Score | Change since last quarter | Change since "
                    "last review | Movement since last quarter | Direction of Risk | Trend "
                    "Arrow | Status Change | Change from last quarter | Movement in Quarter | "
                    "Risk Score Trend | Trajectory | Movement since last review | Change in "
                    "Risk | Change in Risk Score | Proximity Trend"),
        InputColumn(key="notes", heading="Notes", kind=NOTES, without="no note is printed",
                    meaning="What was said of the risk, and when; the date comes first, then the "
                    "text.",
                    aliases="Note | Comments | Comment | Update | Updates | Progress | "
                    "Commentary | Latest Update | Progress Update | Progress Notes | Latest "
                    "Position | Notes/Updates | Update/Comments | Comments/Update | "
                    "Notes/Comments | Current Position | Narrative | Quarterly Update | Review "
                    "Comments | Review Notes | Status Update | Remarks | Progress/Comments | "
                    "Latest Comments | Risk Update | Action Update | Progress to Date | "
                    "Progress on Actions | Update Notes | Latest Notes | Owner Comments | "
                    "Action Progress | Comments and Updates | Latest Progress | Q1 Update | Q2 "
                    "Update | Q3 Update | Q4 Update | Comments/Notes | Progress Update/Comments "
                    "| Risk Owner Comments | Update Log | Progress with Actions | "
                    "Commentary/Update | Risk Update/Comments | Review Update"),
        InputColumn(key="status", heading="Status", kind=STATUS,
                    without="every risk counts as open",
                    meaning="Open, closed, or issue (a risk that has come about). Open where it "
                    "is blank.",
                    aliases="Risk Status | State | Open/Closed | Open or Closed | Status "
                    "(Open/Closed) | Current Status | Live/Closed | Risk State | Active/Closed "
                    "| Status of Risk | Open Closed Issue | Risk Open/Closed | Risk/Issue "
                    "Status | Open | Open Y/N | Is it open | Still open | Risk open | Live | "
                    "Live Y/N | Active | Active Y/N | Closed | Closed Y/N | Is it closed | Risk "
                    "closed"),
        InputColumn(key="escalated", heading="Escalated", kind=YES_NO,
                    meaning="Whether the risk was escalated. No where it is blank.",
                    aliases="Escalate | Escalation | Escalated Y/N | Escalated to Board | "
                    "Escalate Y/N | Escalation Required | Escalation Y/N | For Escalation | "
                    "Escalated to CLT | Escalated to Programme Board | Escalate to Board | "
                    "Corporate Risk? | Escalation Status"),
    ),
)  # fmt: skip
