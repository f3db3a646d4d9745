/** What only the settings of an organization load. */
import './media/as-png'
