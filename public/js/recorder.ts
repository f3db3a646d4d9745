import './media/recorder'
