// All kernels of the backend `cuda`, compiled to one PTX file by scripts/build-ptx.js.
#include "assign.cuh"
#include "keys.cuh"
#include "nearest.cuh"
#include "row-distances.cuh"
#include "rows.cuh"
#include "scan.cuh"
#include "select.cuh"
