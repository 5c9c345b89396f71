"""What every column of every table is. A test fails on a column that is not here.

- none: says nothing about a person
- technical: keys, states and moments that make sense only beside something else
- personal: says something about a person (GDPR art. 4)
- special: may say something about health or hardship (GDPR art. 9)

Personal and special columns are sealed at rest unless they are in `KEPT_IN_CLEAR`, with the reason.
"""

from enum import StrEnum


class Class(StrEnum):
    """How much a column says about people."""

    NONE = "none"
    TECHNICAL = "technical"
    PERSONAL = "personal"
    SPECIAL = "special"


KEPT_IN_CLEAR = {
    "identity_user.full_name": "colleagues see each other's names",
    "identity_user.last_login": "an unused account must be found",
    "directory_resource.name_el": "shown to citizens where they choose whom they see (R9)",
    "directory_resource.name_en": "shown to citizens where they choose whom they see (R9)",
    "notices_textversion.body": "published, with the officer's name (GDPR art. 13)",
    "notices_notice.dpo_name": "published (GDPR art. 13)",
    "notices_notice.dpo_email": "published (GDPR art. 13)",
    "timetable_absence.starts_at": "without it there are no free times; the reason is not kept",
    "timetable_absence.ends_at": "without it there are no free times; the reason is not kept",
}

_NONE, _TECHNICAL, _PERSONAL, _SPECIAL = Class

COLUMNS: dict[str, dict[Class, str]] = {
    "audit_line": {
        _TECHNICAL: "id at act actor actor_id subject municipality department day traces",
    },
    "booking_accesscode": {
        _TECHNICAL: "id participant_id municipality_id expires_at tries",
        _PERSONAL: "code",
    },
    "booking_appointment": {
        _TECHNICAL: "id public_id trace reference municipality_id department_id offering_id channel"
        " starts_at ends_at status on_behalf made_by booked_through named_employee_id sequence"
        " link_version declaration_id notice_id declared_at booked_at moved_by changed_at"
        " cancelled_at over_at",
    },
    "booking_historyentry": {
        _TECHNICAL: "id appointment_id municipality_id act at actor employee_id starts_at"
        " missed_because",
        _SPECIAL: "reason",
    },
    "booking_hold": {
        _TECHNICAL: "id public_id municipality_id offering_id starts_at ends_at expires_at"
        " named_employee_id resources citizen_id employee_id moves_id",
    },
    "booking_occupancy": {
        _TECHNICAL: "id resource_id during kind owner expires_at gap_before gap_after",
    },
    "booking_participant": {
        _TECHNICAL: "id appointment_id municipality_id role citizen_id email_index phone_index"
        " language",
        _PERSONAL: "name company email phone",
        _SPECIAL: "requirements notes",
    },
    "booking_participantword": {_TECHNICAL: "id digest participant_id appointment_id"},
    "directory_catalogueservice": {
        _NONE: "code slug category_id name_el name_en description_el description_en synonyms_el"
        " synonyms_en channels duration documents_el documents_en mitos_id is_common"
        " is_special_category for_companies",
    },
    "directory_crest": {_NONE: "municipality_id format picture"},
    "directory_department": {
        _NONE: "id public_id municipality_id parent_id name_el name_en phone papers_email"
        " papers_address_el papers_address_en",
    },
    "feedback_feedback": {
        _TECHNICAL: "id public_id at language",
        _PERSONAL: "words page email",
    },
    "notices_legaltext": {_NONE: "id municipality_id kind language version body"},
    "access_membership": {_TECHNICAL: "id user_id municipality_id role"},
    "access_membershipdepartment": {
        _TECHNICAL: "id municipality_id membership_id department_id",
    },
    "notices_textversion": {
        _NONE: "id municipality_id kind language number version digest in_force_from",
        _PERSONAL: "body",
    },
    "directory_municipality": {
        _NONE: "code slug name_el name_en short_el short_en seat_el seat_en also_el also_en unit_id"
        " population opened_on phone email website colour",
    },
    "directory_lent": {_TECHNICAL: "id resource_id municipality_id"},
    "directory_need": {_NONE: "id municipality_id offering_id position"},
    "directory_needmember": {_NONE: "id municipality_id need_id resource_id"},
    "notices_notice": {
        _NONE: "id municipality_id controller_el controller_en controller_contact operator_el"
        " operator_en processors_el processors_en hosting_el hosting_en dpo_address",
        _PERSONAL: "dpo_name dpo_email",
    },
    "directory_offering": {
        _NONE: "id public_id municipality_id service_id office_id channel is_active duration step"
        " gap_before gap_after notice notice_working_days horizon_days move_cutoff cancel_cutoff"
        " names_employee max_active_per_person staff_share longest_release_delay",
    },
    "directory_office": {
        _NONE: "id public_id municipality_id slug kind name_el name_en address_el address_en"
        " postcode town_el town_en latitude longitude phone email step_free directions_el"
        " directions_en is_active",
    },
    "directory_policy": {
        _NONE: "id municipality_id reminder_hours hold_minutes max_active retention_months"
        " retention_basis",
    },
    "directory_region": {_NONE: "code name_el name_en"},
    "directory_regionalunit": {_NONE: "code name_el name_en region_id"},
    "directory_resource": {
        _TECHNICAL: "id public_id municipality_id department_id kind user_id is_active",
        _PERSONAL: "name_el name_en",
    },
    "directory_service": {
        _NONE: "id public_id municipality_id department_id category_id template_id slug name_el"
        " name_en description_el description_en synonyms_el synonyms_en documents_el documents_en"
        " mitos_id is_special_category for_companies is_active",
    },
    "directory_servicecategory": {_NONE: "id municipality_id code name_el name_en position"},
    "django_migrations": {_NONE: "id app name applied"},
    "identity_citizen": {
        _TECHNICAL: "id tax_number_hash key_version kind last_seen_on",
    },
    "identity_confirmation": {_TECHNICAL: "id user_id version at"},
    "identity_factor": {
        _TECHNICAL: "id user_id kind added_at confirmed_at last_step",
        _PERSONAL: "secret",
    },
    "identity_invitation": {
        _TECHNICAL: "id public_id user_id invited_by_id number sent_at opened_at accepted_at"
        " withdrawn_at",
    },
    "identity_recoverycode": {_TECHNICAL: "id user_id code_hash used_at"},
    "identity_session": {
        _TECHNICAL: "key_hash public_id user_id begun_at last_used_at expires_at",
        _PERSONAL: "contents",
    },
    "identity_tally": {_TECHNICAL: "key_hash count ends_at"},
    "identity_user": {
        _TECHNICAL: "id password public_id email_index language is_active",
        _PERSONAL: "full_name email last_login",
    },
    "notifications_message": {
        _TECHNICAL: "id public_id kind medium municipality subject recipient occasion state"
        " queued_at attempts settled_at status_code",
    },
    "procrastinate_events": {_TECHNICAL: "id job_id type at"},
    "procrastinate_jobs": {
        _TECHNICAL: "id queue_name task_name priority lock args status scheduled_at attempts"
        " queueing_lock abort_requested worker_id",
    },
    "procrastinate_periodic_defers": {
        _TECHNICAL: "id task_name defer_timestamp job_id periodic_id",
    },
    "procrastinate_workers": {_TECHNICAL: "id last_heartbeat"},
    "reception_visit": {
        _TECHNICAL: "id appointment_id municipality_id department_id state arrived_at started_at"
        " ended_at identity_checked_at identity_checked_by_id",
    },
    "timetable_absence": {
        _TECHNICAL: "id municipality_id resource_id every_weeks until",
        _PERSONAL: "starts_at ends_at",
    },
    "timetable_closure": {
        _NONE: "id municipality_id office_id starts_at ends_at every_weeks until reason_el"
        " reason_en",
    },
    "timetable_holiday": {_NONE: "id municipality_id rule on is_working name_el name_en"},
    "timetable_openinghours": {
        _TECHNICAL: "id municipality_id resource_id office_id channels weekday on replaces"
        " start_minute end_minute first_day last_day every_weeks nth",
    },
}


def classified() -> dict[str, Class]:
    """`table.column` and its class."""
    return {
        f"{table}.{column}": kind
        for table, kinds in COLUMNS.items()
        for kind, columns in kinds.items()
        for column in columns.split()
    }
