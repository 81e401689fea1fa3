"""The action plan's columns."""

from __future__ import annotations

from generator.inputs.tables.columns.input_columns import CellKind, InputColumn, InputForm
from generator.model.actions import Action

ACTION_RATING, DATE, PARAGRAPHS, REFERENCE = (
    CellKind.ACTION_RATING,
    CellKind.DATE,
    CellKind.PARAGRAPHS,
    CellKind.REFERENCE,
)
TEXT = CellKind.TEXT

ACTION_PLAN = InputForm(
    key="action_plan",
    title="Action plan",
    noun="action",
    record=Action,
    meaning="One row per action.",
    may_be_empty=True,
    identifiers=("reference", "recommendation"),
    multi_row=("progress", "what_we_will_do", "lead"),
    part_starters=("rag", "due"),
    columns=(
        InputColumn(key="reference", heading="Ref", kind=REFERENCE, required=True, filled=True,
                    meaning="Names the action for good; no two actions share one.",
                    aliases="""
            Ref No | Reference | Reference Number | No | Number | ID | Item | Item No | Code |
            Recommendation No | Recommendation Number | Rec No | Rec Ref | Recommendation Ref |
            Unique ID | # | Rec | Serial | Serial No | Line | Unique Ref | Identifier | Task No |
            Task ID | Milestone No | Rec # | R No | Rec Number | Recommendation ID | Minute Ref |
            Issue No | Finding No | Saving Ref | Proposal Ref | Project Ref | Agenda Item |
            Audit Ref | Issue Ref"""),
        InputColumn(key="recommendation", heading="Recommendation(s)", kind=TEXT, required=True,
                    filled=True,
                    meaning="What was recommended or agreed.",
                    aliases="""
            Recommendation | Action | Agreed Action | Action Description | Description | Issue |
            Finding | Audit Recommendation | Objective | Action Required | Actions | Task |
            Task Description | Action Title | Title | Milestone | Recommendation Text | Key Action |
            Outcome | Theme/Recommendation | Area for Improvement | Improvement Action |
            Improvement | Priority Action | Recommendation Description | Commitment | Deliverable |
            Activity | Proposal | Recommendation Made | Agreed Recommendation | What |
            Key Recommendation | Peer Challenge Recommendation | Project | Savings Proposal |
            Issue/Recommendation | Finding/Recommendation | Observation | Detail |
            Action to be taken | Summary of Recommendation | Decision | Resolution |
            Issue Identified | Governance Issue | Area of Improvement | Weakness | Key Issue |
            Matter Arising | What do we want to achieve | What we want to achieve | Aim | Goal |
            Desired Outcome | Measure | Intervention | Workstream | Requirement |
            Milestone Description | Project Name | Initiative | Agreed Actions |
            Scrutiny Recommendation | Recommendation and Action | Area of Work |
            Success Measure"""),
        InputColumn(key="lead", heading="Lead", kind=TEXT, without="no lead is printed",
                    meaning="Who leads the action.",
                    aliases="""
            Lead Officer | Owner | Responsible | Responsible Officer | Lead Member |
            Responsibility | Who | Assigned To | Officer | Person Responsible | Lead Director |
            Accountable Officer | Lead Service | By Whom | Responsible Lead | Lead/Owner |
            Responsible Owner | Sponsor | Senior Responsible Officer | SRO | Action By | Manager |
            Executive Lead | Exec Lead | Accountable Lead | Senior Lead | Strategic Lead |
            Operational Lead | Delivery Lead | Accountable Owner | Responsible Manager |
            Project Lead | Owned By | Directorate Lead | Named Officer | Lead Responsibility"""),
        InputColumn(key="what_we_will_do", heading="What we will do", kind=TEXT,
                    meaning="How the recommendation is answered.",
                    aliases="""
            Response | Management Response | Council Response | Proposed Action | Planned Action |
            Actions to be taken | How | Our Response | Action to be Taken |
            What we are going to do | How we will do it | Next Steps | Actions we will take |
            Action Plan | Planned Activity | Key Activities | Key Tasks | Agreed Response |
            Action Agreed | Agreed Management Action | Management Action |
            What we said we would do | Proposed Response | Steps | Key Milestones | Milestones |
            Activities | Implementation Plan | How will this be achieved | Management Comments |
            Action | Actions | Agreed Action | Action Required"""),
        InputColumn(key="progress", heading="Progress", kind=PARAGRAPHS,
                    without="no progress is printed",
                    meaning="What has been done so far.",
                    aliases="""
            Progress Update | Update | Comments | Latest Update | Progress to Date | Status Update |
            Commentary | Progress Notes | Notes | Progress/Comments | Current Position |
            Latest Position | Progress and Next Steps | Latest Progress | Progress Made | Position |
            What we have done | Action Taken | Evidence | Quarterly Update | Progress Report |
            Current Progress | Officer Update | Implementation Update | Update on Progress |
            Progress so far | Latest Comments | Progress Commentary | Update/Comments |
            Notes/Update | Remarks"""),
        InputColumn(key="rag", heading="RAG", kind=ACTION_RATING, without="no rating is printed",
                    meaning="A letter or word of the pack's key; blank where the key has a blank "
                    "line.",
                    aliases="""
            RAG Status | RAG Rating | Status | Rating | R/A/G | RAG Score | BRAG | BRAG Status |
            BRAG Rating | Current RAG | Progress RAG | Colour | Delivery RAG | Overall RAG |
            RAG Status Current | BRAGG | RAGB | Current Status | Latest RAG | RAG This Quarter |
            On Track | Progress Status | Overall Status | Implementation Status |
            Delivery Status"""),
        InputColumn(key="due", heading="Due date", kind=CellKind.DEADLINE,
                    meaning="When the action is to be complete.",
                    aliases="""
            Due | Deadline | Target Date | Completion Date | By When | Timescale | When |
            Target Completion Date | End Date | Target | Timeframe | Implementation Date |
            Agreed Date | Planned Completion | Planned End Date | Original Due Date |
            Original Target Date | Target Completion | Due By | Delivery Date |
            Expected Completion | Expected Completion Date | Agreed Due Date |
            Planned Completion Date | Due For Completion | To be completed by"""),
        InputColumn(key="completed", heading="Date completed", kind=DATE,
                    meaning="When the action was completed.",
                    aliases="""
            Completed | Completed On | Actual Completion Date | Date Closed | Closed |
            Actual Completion | Actual End Date | Date of Completion | Date Complete |
            Date Implemented | Date Completed/Closed"""),
    ),
)  # fmt: skip
