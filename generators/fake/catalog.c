/* catalog.c -- the tables of subjects, titles, terms, rooms, prices, modes and roles. */
#include "catalog.h"

const sb_subject sb_subjects[SB_SUBJECTS] = {
    { "Art", "ART",
        { "Drawing", "Oil Painting", "Photography", "Sculpture", "Modern Art", "Typography", "Ceramics", "Art History",
            "Printmaking", "Graphic Design" } },
    { "Biology", "BIO",
        { "Cell Biology", "Genetics", "Botany", "Marine Life", "Evolution", "Ecology", "Microbiology", "Human Anatomy", "Zoology",
            "Neurobiology" } },
    { "Business", "BUS",
        { "Accounting", "Marketing", "Microfinance", "Project Management", "Logistics", "Negotiation", "Business Law",
            "Leadership", "Supply Chains", "Bookkeeping" } },
    { "Chemistry", "CHE",
        { "Organic Chemistry", "Polymers", "Electrochemistry", "Crystallography", "Biochemistry", "Laboratory Practice",
            "Thermochemistry", "Food Chemistry", "Spectroscopy", "Green Chemistry" } },
    { "Computer science", "CSC",
        { "Algorithms", "Databases", "Compilers", "Operating Systems", "Computer Networks", "Programming in C", "Cryptography",
            "Machine Learning", "Software Testing", "Computer Graphics" } },
    { "Economics", "ECO",
        { "Microeconomics", "Macroeconomics", "Game Theory", "Public Finance", "Labour Markets", "Econometrics", "Trade",
            "Monetary Policy", "Development Economics", "Economic History" } },
    { "History", "HIS",
        { "Ancient Rome", "Viking Ships", "Renaissance Cities", "Silk Road Trade", "Modern Europe", "Maritime Trade",
            "Cold War Diplomacy", "Medieval Towns", "Ottoman History", "Oral History" } },
    { "Languages", "LAN",
        { "Norwegian", "German Grammar", "French Conversation", "Spanish", "Japanese", "Latin", "Arabic", "Translation",
            "Linguistics", "Sign Language" } },
    { "Mathematics", "MAT",
        { "Linear Algebra", "Calculus", "Number Theory", "Probability", "Statistics", "Topology", "Differential Equations",
            "Graph Theory", "Geometry", "Mathematical Logic" } },
    { "Music", "MUS",
        { "Harmony", "Counterpoint", "Jazz Piano", "Choral Singing", "Music Theory", "Composition", "Sound Engineering",
            "Folk Music", "Orchestration", "String Quartets" } },
    { "Philosophy", "PHI",
        { "Ethics", "Logic", "Metaphysics", "Political Philosophy", "Aesthetics", "Philosophy of Mind", "Stoicism",
            "Philosophy of Science", "Plato", "Existentialism" } },
    { "Physics", "PHY",
        { "Mechanics", "Optics", "Thermodynamics", "Quantum Physics", "Relativity", "Astronomy", "Acoustics", "Electromagnetism",
            "Fluid Dynamics", "Particle Physics" } },
};

const char *const sb_titles[SB_TITLES][2] = {
    { "Introduction to ", "" },
    { "Foundations of ", "" },
    { "Advanced ", "" },
    { "Topics in ", "" },
    { "", " in Practice" },
    { "", " for Beginners" },
    { "Seminar: ", "" },
    { "A Short Course in ", "" },
};

const char *const sb_terms[SB_TERMS] = { "spring 2025", "summer 2025", "autumn 2025", "winter 2025", "spring 2026", "summer 2026",
    "autumn 2026", "winter 2026" };

const sb_room sb_rooms[SB_ROOMS] = { { 4, 12, 15 }, { 15, 30, 40 }, { 32, 60, 30 }, { 70, 150, 12 }, { 180, 600, 3 } };

const sb_weighted sb_prices[] = { { "0", 35 }, { "1900", 15 }, { "2900", 10 }, { "4900", 20 }, { "9900", 12 }, { "14900", 6 },
    { "29900", 2 }, { NULL, 0 } };

const sb_weighted sb_modes[] = { { "audit", 60 }, { "verified", 28 }, { "honor", 8 }, { "professional", 4 }, { NULL, 0 } };

const sb_weighted sb_roles[] = { { "student", 88 }, { "teacher", 10 }, { "admin", 2 }, { NULL, 0 } };
