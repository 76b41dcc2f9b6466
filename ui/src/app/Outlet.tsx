import { Suspense } from 'react';
import { useText } from '@/lib/i18n';
import { useNavigation } from '@/lib/navigation';
import { PageBoundary } from './PageBoundary';
import { PLACE_INFO } from './places';

/** The page of the present place. A page that fails leaves the frame and the other pages standing. */
export function Outlet() {
  const text = useText();
  const place = useNavigation((state) => state.location.place);
  const { Page } = PLACE_INFO[place];
  const title = text(`app.${place}`);
  return (
    <PageBoundary key={place} title={title}>
      <Suspense fallback={<p className="visually-hidden">{text('app.loading', { place: title })}</p>}>
        <Page />
      </Suspense>
    </PageBoundary>
  );
}
