export { type Deal, dealPeople } from './deal'
export { dealGroups, editGroup, type GroupFields, makeGroup, removeGroup, restoreGroup } from './edit-groups'
export {
  courseMembersQuery,
  findGroup,
  type Group,
  type GroupLine,
  type GroupPerson,
  groupQuery,
  groupsQuery,
  managedGroupsQuery,
  managersQuery,
  membersQuery,
  ownGroupsQuery,
  ungroupedCountQuery,
} from './group-queries'
export {
  addManager,
  addMemberNamed,
  addMembers,
  leaveSeat,
  managerBack,
  memberBack,
  removeManager,
  removeMember,
  takeSeat,
} from './members'
