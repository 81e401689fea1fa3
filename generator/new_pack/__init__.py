"""A new pack from an officer's own files: what they show becomes a commented `pack.yaml`.

`proposal` is the way in. `pack_names` checks the names of the folders, `register_facts` and
`plan_facts` work out what a register and a plan show, `pack_file` says it as YAML with its reasons
and questions, and `empty_files` makes the files of a pack that has none yet. `council_report` reads
the council's last report, of which `report_template` makes a template.
"""
