export { CONFIG_STREAM } from './names.js';
export { PersistentSubscriptions } from './persistent-subscriptions.js';
export { PERSISTENT_FEATURES, persistentSubscriptionsService } from './service/service.js';
