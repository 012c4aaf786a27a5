/* os_modules_test.c -- what the program's own table says of its functions. */
#include "../../../framework/process/os_modules.h"
#include <seedbed.h>
#include <stdlib.h>

/* Built for other processors, or linked by others, a program may have none: then there is nothing to find, and the loader is asked. */
#if defined __x86_64__ && defined __linux__

FIXTURE(os_modules, (sb_program program; uintptr_t begin));

SETUP(os_modules) { sb_program_find(&self->program); }

TEST(os_modules, an_address_in_a_function_has_its_entry)
{
    uintptr_t function = (uintptr_t)sb_program_find;
    should_not(sb_program_entry(&self->program, function + 1, &self->begin), be_null);
    should(self->begin, equal_to(function));
}

TEST(os_modules, one_of_a_library_has_none) { should(sb_program_entry(&self->program, (uintptr_t)abort, &self->begin), be_null); }

TEST(os_modules, nor_has_one_behind_all_functions)
{
    uintptr_t end = self->program.part[self->program.parts - 1].end;
    should(sb_program_entry(&self->program, end, &self->begin), be_null);
}

TEST(os_modules, a_table_of_another_form_is_left_alone)
{
    static const unsigned char other[12] = { 2, 0x1b, 0x03, 0x3b };
    self->program.unwinding = other;
    should(sb_program_entry(&self->program, (uintptr_t)sb_program_find, &self->begin), be_null);
}
#endif
