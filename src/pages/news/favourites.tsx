import { Screen } from '#components/screen';
import { Favourites } from '#features/news/favourites';

export default function FavouritesPage() {
  return (
    <Screen>
      <Favourites />
    </Screen>
  );
}
