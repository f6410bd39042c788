import { OmitType } from '@nestjs/swagger';
import { PagingDto } from '../../http/paging.dto.js';

/** Keys are not a read model: there is nothing to wait for. */
export class ListKeysDto extends OmitType(PagingDto, ['waitFor', 'timeoutMs']) {}
