import './page/push-device'
