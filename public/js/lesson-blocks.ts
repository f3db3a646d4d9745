/** What blocks do on the pages that show them. */
import './blocks/check'
import './blocks/document'
import './blocks/embed'
import './blocks/film'
import './blocks/transcript'
