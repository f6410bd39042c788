import { OmitType } from '@nestjs/swagger';
import { PagingDto } from '../../http/paging.dto.js';

/** Keys are no read model: there is nothing to wait for. */
export class ListKeysDto extends OmitType(PagingDto, ['waitFor', 'timeoutMs']) {}
