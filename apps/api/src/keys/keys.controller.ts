import { Body, Controller, Delete, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type AccessKeys, shownKey } from '#access';
import { CLOCK } from '#application';
import type { Clock } from '#clock';
import { KeyNotFound, PlainRoute } from '#http';
import { pagingOf } from '../http/paging.dto.js';
import { ACCESS_KEYS } from '../tokens.js';
import { CreateKeyDto } from './dto/create-key.dto.js';
import { KeyPathDto } from './dto/key-path.dto.js';
import { ListKeysDto } from './dto/list-keys.dto.js';
import { pageOf } from './page-of-keys.js';
import { CreatedKeyDto, KeyDto, KeyPageDto } from './views/key.view.js';

@ApiTags('Keys')
@Controller('v1/keys')
export class KeysController {
  constructor(
    @Inject(ACCESS_KEYS) private readonly keys: AccessKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @PlainRoute(Post(), {
    scope: 'admin',
    summary: 'Create a key',
    description: 'It is shown in this answer only; what is stored is a hash of it.',
    answers: { type: CreatedKeyDto },
    status: 201,
    problems: ['BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'INVALID_ACCESS_KEY'],
  })
  async createKey(@Body() wanted: CreateKeyDto): Promise<CreatedKeyDto> {
    const { key, token } = await this.keys.create(wanted, this.clock.now());
    return { ...shownKey(key), key: token };
  }

  @PlainRoute(Get(), {
    scope: 'admin',
    summary: 'All keys, the oldest first',
    description: 'Including those that were revoked or have expired.',
    answers: { type: KeyPageDto },
  })
  async listKeys(@Query() query: ListKeysDto): Promise<KeyPageDto> {
    return pageOf((await this.keys.list()).map(shownKey), pagingOf(query));
  }

  @PlainRoute(Delete(':keyId'), {
    scope: 'admin',
    summary: 'Revoke a key',
    description: 'It is refused from the next request on. Revoking it again changes nothing.',
    answers: { type: KeyDto },
    problems: ['KEY_NOT_FOUND'],
  })
  async revokeKey(@Param() { keyId }: KeyPathDto): Promise<KeyDto> {
    const key = await this.keys.revoke(keyId, this.clock.now());
    if (key === undefined) throw new KeyNotFound();
    return shownKey(key);
  }
}
