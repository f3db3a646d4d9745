import './media/upload-field'
