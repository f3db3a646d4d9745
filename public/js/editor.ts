/** What only the page for writing a lesson loads. */
import './media/upload-field'
import './lesson-blocks'
import './editor/lesson-editor'
