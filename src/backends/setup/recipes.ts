import { glRecipe } from './gl-recipe.js';
import { nativeRecipe } from './native-recipe.js';
import { onnxRecipe } from './onnx-recipe.js';
import type { Recipe } from './recipe.js';
import { tfjsRecipe } from './tfjs-recipe.js';

export const RECIPES: readonly Recipe[] = [
  tfjsRecipe(
    'tfjs-cuda',
    'cuda',
    '@tensorflow/tfjs-node-gpu',
    'libtensorflow with CUDA for tfjs (2 GB; needs an NVIDIA GPU, CUDA 11.2 and cuDNN 8.1)',
  ),
  tfjsRecipe('tfjs-node', 'node', '@tensorflow/tfjs-node', 'libtensorflow for the CPU for tfjs (1 GB)'),
  glRecipe,
  nativeRecipe,
  onnxRecipe,
];

export const RECIPE_NAMES = RECIPES.map(({ name }) => name);
