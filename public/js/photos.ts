import './media/photo-pages'
