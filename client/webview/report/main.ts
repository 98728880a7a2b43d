import { type ReportData, unpackReport } from '../../../server/src/core/features/topology/report-data.ts';
import { startView } from '../start-view.ts';
import { reportChannel } from './report-channel.ts';
import { reportStore } from './report-store.ts';
import { themeButton } from './theme-button.ts';
import { makeToast } from './toast.ts';

// Who wrote the page wrote the data as well, in the form of the same version.
const data = JSON.parse(document.getElementById('report-data')?.textContent ?? '') as ReportData;
const toast = makeToast();
const channel = reportChannel(data, () => unpackReport(data), toast.show);
const theme = themeButton(data.start.theme, channel.repaint);
startView(document.body, channel, reportStore(data), [theme]);
document.body.append(toast.root);
