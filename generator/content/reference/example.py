"""A small `pack.yaml`, whole, for inputs/README.md."""

EXAMPLE = """\
programme: Harbour Renewal
councils: [Northport Council, Southport Council]   # the first one publishes the papers
period: {name: Quarter 1 2025/26, start: 2025-04-01, end: 2025-06-30}
as_of: 2025-07-10                # inputs may not speak of anything later as done
marking: OFFICIAL

meeting: {committee: Harbour Committee, date: 2025-07-10}

report:
  title: Harbour Renewal – Quarter 1
  report_of: The Leader of the Council
  author: {name: Director of Harbours, title: Director, email: harbours@example.org}
  background_papers: []          # none: the report says so

roles:
  - {initials: HM, title: Harbour Master}
  - {initials: PO, title: Programme Officer, also_written: [Prog. Officer]}

scoring:
  impact:
    - {score: 1, word: Small}
    - {score: 2, word: Middling}
    - {score: 3, word: Great}
    - {score: 4, word: Extreme}
  likelihood:
    - {score: 1, word: Rare}
    - {score: 2, word: Possible}
    - {score: 3, word: Likely}
    - {score: 4, word: Certain}
  bands:                         # every score from 1 to 16 lies in one
    - {letter: L, word: Low, lowest: 1, highest: 4, colour: green}
    - {letter: M, word: Medium, lowest: 5, highest: 9, colour: amber}
    - {letter: H, word: High, lowest: 10, highest: 16, colour: red}

risk_register:
  project: Harbour Renewal
  version_date: 2025-07-08
  latest_date: 2025-06-30        # when the latest scores were given
  exceptions:                    # a risk is in the exception log when any one of these holds
    any_of:
      - {reading: latest, band: [High]}            # a band's letter or word
      - {score_at_least: 9, trend: [increased]}    # both of these together
      - {escalated: true}
      - {status: [Issue]}

inputs:
  risk_register:
    file: risks.xlsx
    sheet: Register              # only where the right one is not found by itself
    columns: {owner: Accountable post}   # our key, then the heading in the file
  savings: {file: savings.csv}
  implications: {file: implications.yaml}
  narrative: narrative           # a folder

documents:
  - name: harbour-report         # becomes harbour-report.docx
    title: Harbour Renewal – Quarter 1
    template: executive-report.docx
    charts: [savings]            # where a text has the line [Chart: savings]
  - name: appendix-1-exception-risk-log
    title: Exception Risk Log
    template: exception-risk-log.docx
    appendix: 1
  - {name: risk-register, title: Harbour risk register, workbook: risk-register}

rules:                           # findings that this pack judges otherwise
  - rule: DATE-06
    file: risks.xlsx
    cell: R4
    severity: silent
    reason: The quay is to open on that day, as the minutes say.

mail:
  sender: Programme Office <programme.office@example.org>
  to: [Harbour Board <harbour.board@example.org>]
  subject: Harbour exception risk log, Quarter 1
  attach: [risk-register.xlsx]
"""
