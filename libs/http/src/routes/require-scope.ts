import { Reflector } from '@nestjs/core';
import type { Scope } from '#access';

/** The one scope that a key needs for a route. A route without this or `@Open()` is for `admin` alone. */
export const RequireScope = Reflector.createDecorator<Scope>();

/** The route needs no key. */
export const Open = Reflector.createDecorator<true>();
