/** What every page runs: htmx and the small behaviours that pages do without when there is no JavaScript. */
import 'htmx.org/dist/htmx.esm.min.js'
