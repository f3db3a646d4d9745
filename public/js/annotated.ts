import './annotate/layers'
