#pragma once

/* Nothing to call: a program that links this target has every context of PROJ guarded, whichever of its libraries
   makes it. */
