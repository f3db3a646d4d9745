import './annotate/words'
import './annotate/notes'
