// SPDX-License-Identifier: GPL-2.0-or-later
import 'ol/ol.css';
import '../styles/base.css';
import '../styles/one_map.css';
import '../styles/print.css';
import './geo/registered';
import './page/one_map_page';
