import './sign-up/zone'
