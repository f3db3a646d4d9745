/** What a lesson's page runs besides its blocks: where one is, for how long, what one has watched, and one's notes. */
import './lesson-blocks'
import './reading/beats'
import './reading/note'
import './reading/player'
import './reading/sheet'
