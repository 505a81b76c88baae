// SPDX-License-Identifier: GPL-2.0-or-later
// Before any map is made.
import { registerProjections } from './projections';

registerProjections();
