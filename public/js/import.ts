import './imports/import-field'
