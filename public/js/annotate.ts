import './annotate/words'
import './annotate/notes'
import './annotate/places'
