// Every command that the view may call. Read by build.rs, which makes a permission of each, and by the tests, which hold the
// capability file and the handler to it. An expression, because it is included.
[
    // The program and its workspaces
    "app_info",
    "workspace_new",
    "workspace_open",
    "workspace_sample",
    "workspace_close",
    "workspace_summary",
    "recent_forget",
    "recent_pin",
    "time_zones",
    "zone_clock",
    "copy_text",
    "menu_show",
    "window_theme",
    "quit",
    // Copies
    "backups",
    "backup_now",
    "backup_restore",
    "backup_remove",
    // Imports
    "import_choose",
    "import_inspect",
    "import_suggest",
    "import_reinspect",
    "import_dry_run",
    "import_run",
    "import_cancel",
    "import_save_rejects",
    "batches",
    "batch_undo",
    // Records
    "records_page",
    "facets",
    "record",
    "records_export",
    // The review
    "review",
    "segments",
    "xmr_chart",
    "picture_copy",
    "picture_save",
    "figures_export",
    "definitions",
    // The journey
    "draft_map",
    "draft_spec",
    // Settings
    "policy",
    "policy_save",
    "calendar_year",
    "holiday_countries",
    "holiday_proposals",
    "ical_import",
    "due_example",
]
