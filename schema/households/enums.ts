import {
  FloorMaterial,
  HouseStructure,
  RegistrySystem,
  Relationship,
  RoofMaterial,
  Sanitation,
  WallMaterial,
} from '../../prisma/generated/enums.js';
import { describedEnum } from '../described-enum.js';

export const RelationshipEnum = describedEnum(
  'Relationship',
  Relationship,
  'Relationship to the head of the family, as on the family card.',
  {
    HEAD: 'Head of the family.',
    SPOUSE: 'Husband or wife of the head.',
    CHILD: 'Child of the head.',
    CHILD_IN_LAW: 'Son- or daughter-in-law.',
    GRANDCHILD: 'Child of a child of the head (cucu).',
    PARENT: 'Father or mother of the head.',
    PARENT_IN_LAW: 'Father- or mother-in-law.',
    OTHER_RELATIVE: 'Another relative (famili lain).',
    OTHER: 'Anybody else on the card.',
  },
);

export const RegistrySystemEnum = describedEnum(
  'RegistrySystem',
  RegistrySystem,
  'The register: DTKS until 2025, DTSEN since Inpres 4/2025.',
  {
    DTKS: 'Data Terpadu Kesejahteraan Sosial, until 2025.',
    DTSEN: 'Data Tunggal Sosial dan Ekonomi Nasional, since Inpres 4/2025.',
  },
);

export const FloorMaterialEnum = describedEnum(
  'FloorMaterial',
  FloorMaterial,
  'Main material of the floor. EARTH, BAMBOO and BOARD make a house unfit (RST).',
  {
    EARTH: 'Earth: unfit.',
    BAMBOO: 'Bamboo: unfit.',
    BOARD: 'Board: unfit.',
    CEMENT: 'Plester semen, whole or worn.',
    TILE: 'Ubin or tegel.',
    CERAMIC: 'Keramik or better.',
  },
);

export const RoofMaterialEnum = describedEnum(
  'RoofMaterial',
  RoofMaterial,
  'Main material of the roof. THATCH and BAMBOO are perishable.',
  {
    THATCH: 'Thatch or leaves: perishable.',
    BAMBOO: 'Bamboo: perishable.',
    ZINC: 'Zinc sheet.',
    ASBESTOS: 'Asbestos sheet.',
    TILE: 'Genteng.',
    CONCRETE: 'Cast concrete (beton).',
  },
);

export const WallMaterialEnum = describedEnum(
  'WallMaterial',
  WallMaterial,
  'Main material of the walls. BAMBOO and BOARD are perishable.',
  {
    BAMBOO: 'Bamboo or woven bamboo: perishable.',
    BOARD: 'Board: perishable.',
    BRICK: 'Tembok: brick or block.',
    CONCRETE: 'Cast concrete (beton).',
  },
);

export const HouseStructureEnum = describedEnum(
  'HouseStructure',
  HouseStructure,
  'Whether roof or walls are in danger of falling.',
  {
    SOUND: 'Neither is in danger.',
    DANGEROUS_ROOF: 'The roof is in danger of falling.',
    DANGEROUS_WALL: 'A wall is in danger of falling.',
    DANGEROUS_ROOF_AND_WALL: 'Both are.',
  },
);

export const SanitationEnum = describedEnum(
  'Sanitation',
  Sanitation,
  'Bath, wash and toilet (MCK): fit, unfit, or none.',
  {
    FIT: 'Fit for use.',
    UNFIT: 'There, but unfit.',
    NONE: 'The house has no bath, wash place or toilet.',
  },
);
