import { databaseOfOwn, describeOnMongo } from '#mongodb/testing';
import { describeSecondShot } from './second-shot.js';

describeOnMongo('Second Shot over HTTP, with MongoDB', () => {
  const readModels = databaseOfOwn();
  const keys = databaseOfOwn();
  afterAll(async () => {
    await readModels.drop();
    await keys.drop();
  });

  describeSecondShot(() => ({ MONGODB_URL: readModels.url, PERSONAL_DATA_MONGODB_URL: keys.url }));
});
