import m0000 from './0000_start.sql'
import m0001 from './0001_search.sql'
import m0002 from './0002_lesson_drafts.sql'
import m0003 from './0003_audit_page.sql'
import m0004 from './0004_draft_bases.sql'
import m0005 from './0005_answers_and_files.sql'
import m0006 from './0006_invitation_due.sql'
import m0007 from './0007_question_imports.sql'
import m0008 from './0008_long_password.sql'
import m0009 from './0009_module_schedule.sql'
import m0010 from './0010_resolved_dead_letters.sql'
import m0011 from './0011_quiz_times.sql'
import m0012 from './0012_banks.sql'
import m0013 from './0013_grading.sql'
import m0014 from './0014_open_reports.sql'
import m0015 from './0015_replayed_undo.sql'
import m0016 from './0016_accommodations.sql'
import m0017 from './0017_quiz_admission.sql'
import m0018 from './0018_rubrics.sql'
import m0019 from './0019_gradebook.sql'
import m0020 from './0020_attempt_log.sql'
import m0021 from './0021_group_deadlines.sql'
import m0022 from './0022_group_work.sql'
import m0023 from './0023_rulings.sql'
import m0024 from './0024_wrong_answers.sql'
import m0025 from './0025_reach.sql'
import m0026 from './0026_anonymous_marking.sql'
import m0027 from './0027_version_faults.sql'
import m0028 from './0028_one_page.sql'
import m0029 from './0029_marked_by_hand.sql'
import m0030 from './0030_join_limits.sql'
import m0031 from './0031_draw_rubric.sql'
import m0032 from './0032_grade_inquiries.sql'
import m0033 from './0033_annotations.sql'
import m0034 from './0034_quiz_sections.sql'
import m0035 from './0035_notifications.sql'
import m0036 from './0036_response_tries.sql'
import m0037 from './0037_surveys.sql'
import m0038 from './0038_peer_reviews.sql'
import m0039 from './0039_forums.sql'
import m0040 from './0040_room_readers.sql'
import m0041 from './0041_calendar_feeds.sql'
import m0042 from './0042_devices.sql'
import m0043 from './0043_announcements.sql'
import m0044 from './0044_mail_sender.sql'
import m0045 from './0045_chat.sql'

/** In order: a database at version n has run the first n. */
export const migrations: string[] = [
  m0000,
  m0001,
  m0002,
  m0003,
  m0004,
  m0005,
  m0006,
  m0007,
  m0008,
  m0009,
  m0010,
  m0011,
  m0012,
  m0013,
  m0014,
  m0015,
  m0016,
  m0017,
  m0018,
  m0019,
  m0020,
  m0021,
  m0022,
  m0023,
  m0024,
  m0025,
  m0026,
  m0027,
  m0028,
  m0029,
  m0030,
  m0031,
  m0032,
  m0033,
  m0034,
  m0035,
  m0036,
  m0037,
  m0038,
  m0039,
  m0040,
  m0041,
  m0042,
  m0043,
  m0044,
  m0045,
]
