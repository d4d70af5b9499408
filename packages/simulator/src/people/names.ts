/** A name for the n-th person, from 0: all different for the first 625. */
export function nameOf(index: number): string {
  const given = GIVEN[index % GIVEN.length];
  const family = FAMILY[(index * FAMILY_STEP + Math.floor(index / GIVEN.length)) % FAMILY.length];
  return `${given} ${family}`;
}

/** No divisor of the number of family names, so that neighbours are not relatives. */
const FAMILY_STEP = 7;

const GIVEN =
  'Amara Tomasz Leilani Kwame Ingrid Rashid Mei Joaquín Siobhán Arjun Nadia Bastien Yuki Thandiwe Mikkel Zeynep Paolo Aroha Dmitri Farah Esi Lars Camila Haruto Oksana'.split(
    ' ',
  );

const FAMILY =
  'Okonkwo Lindqvist Haddad Pereira Tanaka Novak Mbeki Castellanos Fitzgerald Raman Kowalczyk Duarte Aydin Holm Kealoha Moreau Petrov Adeyemi Nakamura Sandoval Ahmadi Bergström Mokoena Whaanga Ferrari'.split(
    ' ',
  );
